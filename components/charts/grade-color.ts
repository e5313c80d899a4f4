import { lookUp } from '@/lib/format/labels'

const fills: Record<string, string> = {
  A: 'bg-ok',
  B: 'bg-ok/55',
  C: 'bg-warning',
  D: 'bg-critical/55',
  F: 'bg-critical',
}

/** The fill of a bar that belongs to a grade: the grade's hue, B and D at half strength. */
export function gradeFill(grade: string | null): string {
  return lookUp(fills, grade) ?? 'bg-s4'
}
