import type { Customer } from './customers'
import type { Random } from './random'
import { DAY } from './time'

/**
 * @param weightOf how often a customer comes up compared to the others.
 * @returns a function that picks one of them.
 */
export function createChooser(
  random: Random,
  customers: Customer[],
  weightOf: (customer: Customer) => number,
) {
  const sums: number[] = []
  let total = 0
  for (const customer of customers) {
    total += weightOf(customer)
    sums.push(total)
  }
  return (): Customer => {
    const wanted = random.float() * total
    const index = sums.findIndex((sum) => sum > wanted)
    return customers[index] as Customer
  }
}

/** Whether a customer's phone rings at that time, as their story has it. */
export function isActive(random: Random, { story, since }: Customer, at: number, now: number): boolean {
  if (at < since) return false
  if (story === 'silent') return now - at > 9 * DAY
  if (story === 'declining') return now - at > 7 * DAY || random.chance(0.25)
  return true
}
