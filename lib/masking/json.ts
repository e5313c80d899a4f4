/** What JSON can hold. */
export type Json = JsonLeaf | { [key: string]: Json | undefined } | Json[]
export type JsonLeaf = string | number | boolean | null
export type JsonContainer = Extract<Json, object>
