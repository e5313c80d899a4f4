// Loaded into dashboard and backend: on Node.js 20 every bundle that holds supabase-js prints the same notice, where
// checkNode has said so in one line. Any other warning passes.
const NOTICE = /^\W*Node\.js \d+ and below are deprecated/
const { warn } = console

console.warn = (...values) => {
  if (!NOTICE.test(String(values[0]))) warn.apply(console, values)
}
