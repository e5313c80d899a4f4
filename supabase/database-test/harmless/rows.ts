/** Numbers from a seed, the same ones in each run. */
export function createRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { pick: <T>(values: T[]) => values[Math.floor(next() * values.length)] as T }
}

export type Random = ReturnType<typeof createRandom>

export type Column = { name: string; type: string }

const HUGE = ['a', '@', '"', "''", '(', '1a', ' ', '\n', 'é', '+1-', '::', 'a.b@']
const long = (length: number) => HUGE.map((letters) => `repeat('${letters}', ${length})`)

const VALUES: Record<string, string[]> = {
  text: [
    "''",
    "' '",
    "'x'",
    "'paused'",
    "'HVAC'",
    "'failed'",
    "'rate_limited'",
    "'call_ended'",
    "'outbound'",
    "'50'",
    "E'\\x01'",
    "'Traceback (most recent call last)'",
    "'O''Brien said \"no\" to b@c.de at 10:00'",
    "'skip:'",
    "'critical'",
    ...long(400),
    ...long(9000),
    ...long(60000),
  ],
  jsonb: [
    "'{}'",
    "'[]'",
    "'1'",
    "'null'",
    '\'"text"\'',
    "'true'",
    '\'{"call": 5}\'',
    '\'{"call": {"call_id": "c1"}}\'',
    '\'{"call_id": [1e400]}\'',
    '\'{"MessageSid": "m1", "n": 99999999999999999999}\'',
    '\'{"user_id": "nobody"}\'',
    "jsonb_build_object('call_id', repeat('z', 9000))",
  ],
  uuid: [
    "'00000000-0000-4000-8000-00000000000a'",
    "'00000000-0000-4000-8000-00000000000b'",
    'gen_random_uuid()',
  ],
  timestamptz: [
    "'infinity'",
    "'-infinity'",
    `'${new Date().toISOString()}'`,
    `'${new Date(Date.now() - 3 * 86_400_000).toISOString()}'`,
    "'4713-01-02 00:00+00 BC'",
    "'294276-12-31 23:59+00'",
    "'1999-12-31 23:59:59.999999+00'",
  ],
  integer: ['0', '-1', '1', '99', '2147483647', '-2147483648'],
  smallint: ['0', '32767', '-32768'],
  bigint: ['0', '9223372036854775807', '-1'],
  numeric: ['0', "'NaN'", '1e100', '-0.001'],
  boolean: ['true', 'false'],
  'double precision': ["'NaN'", "'Infinity'", '0'],
  'text[]': ["'{}'", "'{a,null}'"],
}

/** A value of SQL for a column: none, an empty one, an enormous one, or one that nobody would expect. */
export function hostileValue(random: Random, { type }: Column) {
  const values = VALUES[type.replace('timestamp with time zone', 'timestamptz')]
  return values ? random.pick(['null', ...values]) : 'null'
}

export function hostileRow(random: Random, columns: Column[]) {
  return `(${columns.map((column) => `(${hostileValue(random, column)})::${column.type}`).join(', ')})`
}
