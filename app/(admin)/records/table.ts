/** A column of a table of the platform, as the database describes it. */
export type RecordColumn = {
  name: string
  type: string
  kind: 'text' | 'number' | 'time' | 'boolean' | 'uuid' | 'json' | 'list'
  comment: string | null
  required: boolean
  secret: boolean
  personal: boolean
  /** The values it may have, where the database limits them. */
  choices: string[] | null
  sortable: boolean
  /** The table whose key it holds. */
  target: string | null
}

/** A table of the platform, as the database describes it. */
export type RecordTable = {
  name: string
  comment: string | null
  key: string
  key_kind: RecordColumn['kind']
  columns: RecordColumn[]
}
