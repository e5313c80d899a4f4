import { maskAddress, maskEmail, maskPhone, maskText } from './mask'

const MASKS = { text: maskText, phone: maskPhone, email: maskEmail, address: maskAddress }

/** The columns of a list that hold personal data: how each is masked, or that it does not leave the server. */
export type MaskedColumns = Readonly<Record<string, keyof typeof MASKS | 'left out'>>

/** @returns the row with its personal data masked. */
export function maskColumns<Row extends object>(masked: MaskedColumns, row: Row): Row {
  const shown = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    const mask = Object.hasOwn(masked, name) ? masked[name] : undefined
    if (mask === 'left out') return []
    return [[name, mask && typeof value === 'string' && value ? MASKS[mask](value) : value]]
  })
  return Object.fromEntries(shown) as Row
}
