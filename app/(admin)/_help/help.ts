import { OPEN, type PageHelp } from '@/lib/lists/help'
import { lists } from '../lists'

/** The help of the pages that are no list. */
const others: Record<string, PageHelp> = {
  '/': {
    purpose: 'See how the platform is doing and what needs attention first.',
    figures: [
      [
        'The sentence at the top',
        'Worst first: queues past their target, critical alerts, failed webhooks. Each number in it stands below it. "All quiet" is said only when every queue was counted and is empty.',
      ],
      [
        '↑ and ↓',
        'Against the period before of the same length, for example 24 hours against the 24 hours before.',
      ],
      [
        'Oldest unhandled',
        'What waits longest in each queue. The dial fills with the share of the target that is used: critical alerts 15 minutes, warnings 1 hour, other alerts 1 day, churn alerts and errors 1 day, webhooks 5 minutes.',
      ],
      [
        'Impact',
        'What the plans of the customers concerned cost together a month; plans of unknown price are counted beside it. Hover or focus the number to see its parts.',
      ],
      [
        'Urgency',
        'Critical 2, severe or growing 1; one more past its target, and one more where a customer has grade D or F or may leave. It orders what needs attention and is no money.',
      ],
      ['Customers at risk', 'Grades D and F.'],
    ],
    keys: [],
  },
  '/latency': { purpose: 'See which endpoints are slow, and since when.', figures: [], keys: [] },
  '/records': { purpose: 'Browse the rows of any table of the platform.', figures: [], keys: [OPEN] },
}

/** The help of each page by its address. */
export const pageHelp: Record<string, PageHelp | undefined> = {
  ...others,
  ...Object.fromEntries(Object.values(lists).flatMap(({ page, help }) => (page ? [[page, help]] : []))),
}
