import localFont from 'next/font/local'

/** The Latin letters, which a page nearly always needs and which are a third of the bytes of the whole fonts, come with it. */
const sans = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-latin-sans',
  weight: '100 900',
})

const mono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-latin-mono',
  weight: '100 900',
  adjustFontFallback: false,
})

/** Names with letters such as ł or ő fetch theirs when there are any. Ahead of the others, whose fallback has them, too. */
const furtherSans = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  variable: '--font-further-sans',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1EFF' }],
})

/** The classes that make the fonts' variables known to globals.css. */
export const fonts = [sans, mono, furtherSans].map((font) => font.variable).join(' ')
