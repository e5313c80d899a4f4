/** What JSON can hold; a number that a double cannot is a marked text (`parseExact`). */
export type Json = JsonLeaf | { [key: string]: Json | undefined } | Json[]
export type JsonLeaf = string | number | boolean | null
export type JsonContainer = Extract<Json, object>
