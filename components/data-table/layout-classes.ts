import { classNames } from '@/components/ui/class-names'
import type { ColumnLayout } from './features'

/** The classes of a cell, from its column's layout. The rules behind them are in globals.css. */
export function cellClass(layout: ColumnLayout | undefined): string {
  return classNames(
    layout?.align === 'end' && 'text-right',
    layout?.from === 'medium' && 'from-medium',
    layout?.from === 'wide' && 'from-wide',
    layout?.from === 'widest' && 'from-widest',
    layout?.phone ? `phone-${layout.phone}` : 'phone-none',
  )
}
