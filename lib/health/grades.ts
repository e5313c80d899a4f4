import { withOthers } from '../format/labels'

/** The health grades from best to worst, with the scores that each stands for. */
export const GRADES = ['A', 'B', 'C', 'D', 'F'] as const
export type GradeLetter = (typeof GRADES)[number]

export const SCORE_RANGES: Record<GradeLetter, string> = {
  A: '90+',
  B: '80+',
  C: '70+',
  D: '60+',
  F: 'under 60',
}

/** The grades of customers who are likely to leave. */
const AT_RISK: readonly GradeLetter[] = ['D', 'F']

/** How many customers have a grade, and which part of all scored customers that is, from 0 to 1. */
export type GradeShare = { grade: string; customers: number; share: number }

/** The customers with a score by grade, all five grades and others that there are, and how many are at risk. */
export type HealthDistribution = { grades: GradeShare[]; scored: number; atRisk: number }

/**
 * Lays out the counts of the grades.
 * @param rows the counts as the database answers them; a grade that is missing counts 0, an unknown one follows the five.
 */
export function layOutGrades(rows: { grade: string; customers: number }[]): HealthDistribution {
  const letters = withOthers(
    GRADES,
    rows.map(({ grade }) => grade),
  )
  const countOf = (letter: string) => rows.find(({ grade }) => grade === letter)?.customers ?? 0
  const scored = letters.reduce((sum, grade) => sum + countOf(grade), 0)
  return {
    grades: letters.map((grade) => ({
      grade,
      customers: countOf(grade),
      share: scored > 0 ? countOf(grade) / scored : 0,
    })),
    scored,
    atRisk: AT_RISK.reduce((sum, grade) => sum + countOf(grade), 0),
  }
}
