import type { Random } from './random'

const FIRST_NAMES = [
  'Alicia',
  'Ben',
  'Carla',
  'Dwayne',
  'Elena',
  'Frank',
  'Gloria',
  'Hector',
  'Irene',
  'Jamal',
  'Kathy',
  'Luis',
  'Monica',
  'Nate',
  'Olivia',
  'Pete',
  'Rosa',
  'Sam',
  'Tina',
  'Victor',
  'Wendy',
  'Yusuf',
] as const
const LAST_NAMES = [
  'Alvarez',
  'Brooks',
  'Chen',
  'Diaz',
  'Evans',
  'Fisher',
  'Grant',
  'Hughes',
  'Iverson',
  'Johnson',
  'Kim',
  'Lopez',
  'Miller',
  'Nguyen',
  'Ortiz',
  'Parker',
  'Reed',
  'Singh',
  'Turner',
  'Walsh',
  'Young',
] as const
const STREETS = [
  'Maple Ave',
  'Oak St',
  '3rd St',
  'Hillcrest Dr',
  'Mill Rd',
  'Lincoln Blvd',
  'Birch Ln',
] as const

/** Somebody who calls a sample customer. Invented, with a number reserved for fiction. */
export type Caller = { name: string; phone: string; email: string; address: string }

export function inventCaller(random: Random, areaCode: string): Caller {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)]
  return {
    name: `${first} ${last}`,
    phone: `+1${areaCode}5550${random.int(100, 199)}`,
    email: `${first}.${last}${random.int(1, 99)}@mail.example`.toLowerCase(),
    address: `${random.int(12, 9800)} ${random.pick(STREETS)}`,
  }
}
