import { classNames } from '@/components/ui/class-names'

/**
 * A bar filled to a share, for the eye only: the number is next to it.
 * @param share from 0 to 1.
 * @param fill the class of its colour.
 */
export function Meter({ share, fill, className }: { share: number; fill: string; className?: string }) {
  return (
    <span aria-hidden className={classNames('block h-1.5 overflow-hidden rounded-full bg-active', className)}>
      <span
        className={classNames('block h-full rounded-full forced-color-adjust-none', fill)}
        style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
    </span>
  )
}
