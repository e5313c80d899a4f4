/** What the help of a page says: what it is for, what its figures mean, and its own keys. */
export type PageHelp = {
  purpose: string
  figures: [term: string, meaning: string][]
  keys: [string[], string][]
}

const OPEN: [string[], string] = [['Enter'], 'Open the row beside the list']
const SELECT: [string[], string][] = [
  [['X'], 'Select the row'],
  [['Shift', 'X'], 'Select up to the row'],
]
const COUNTS = 'exact to 10,000, then "10,000+"'

/** The help of each page by its address. */
export const pageHelp: Record<string, PageHelp | undefined> = {
  '/': {
    purpose: 'How the platform is doing now, and what to do first.',
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
        'What waits longest in each queue. The dial fills with the share of the target that is used: alerts 1 hour, churn alerts and errors 1 day, webhooks 5 minutes.',
      ],
      [
        'Impact',
        'The monthly price of the plans of those concerned × their grade (F 3, D 2, C 1.5, B 1.25, A 1; plus 1 with an open churn alert) × urgency (critical 2, urgent 1.5) × 1.5 once past its target. Hover or focus the number to see its parts.',
      ],
      ['Customers at risk', 'Grades D and F.'],
    ],
    keys: [],
  },
  '/errors': {
    purpose: 'Find what breaks, whom it hurts, and resolve it.',
    figures: [
      ['A group', 'Errors of one type whose messages differ only in numbers, ids and quoted parts.'],
      [
        'Impact',
        'Over the customers with unresolved errors of the group: the monthly price of the plan × grade (F 3 to A 1, plus 1 with an open churn alert).',
      ],
      ['Regressed', 'Was resolved, and came again.'],
      ['Growing', '10 errors or more in 24 hours, and twice those of the 24 hours before.'],
      ['Counts', `Of all that match the filters, ${COUNTS}.`],
    ],
    keys: [OPEN, ...SELECT, [['E'], 'Resolve']],
  },
  '/alerts': {
    purpose: 'Acknowledge what operations must know, the most severe and oldest first.',
    figures: [
      ['Waiting', 'Against its target: critical 15 minutes, warning 1 hour, info 1 day.'],
      [
        'Comes back',
        'What was acknowledged but not closed opens again after a while, so that nothing is forgotten.',
      ],
      ['A storm', 'Many alerts of one type within minutes, shown as one row.'],
    ],
    keys: [OPEN, ...SELECT, [['A'], 'Acknowledge'], [['S'], 'Snooze for an hour'], [['E'], 'Close']],
  },
  '/churn': {
    purpose: 'See who may leave and why, and write down what came of it.',
    figures: [
      ['Severity', 'As the platform rated the sign: a fallen score, no use, less use, a failed payment.'],
      ['What moved', 'The parts of the health score that changed most since the last calculation.'],
    ],
    keys: [OPEN, ...SELECT, [['E'], 'Resolve']],
  },
  '/webhooks': {
    purpose: 'See how far the queue is behind, what failed, and run it again safely.',
    figures: [
      ['Pending', 'Received and not processed yet; late after 5 minutes.'],
      ['Attempts', 'How often it was tried. Requeueing lets it be tried again.'],
      [
        'Ran before',
        'Webhooks of the same idempotency key that succeeded: running this one again may do the same thing twice.',
      ],
      [
        'Counts',
        `Of all that match the filters, ${COUNTS}. What many payloads hold is looked for in the newest 50,000: "678+" are at least 678.`,
      ],
    ],
    keys: [OPEN, ...SELECT, [['R'], 'Requeue']],
  },
  '/customers': {
    purpose: 'See who is at risk, since when, and what was done about it.',
    figures: [
      ['Score and grade', 'From 0 to 100: A from 90, B from 80, C from 70, D from 60, F below.'],
      ['Open', 'Alerts, unresolved errors and churn alerts of the customer, each counted to 100.'],
    ],
    keys: [OPEN],
  },
  '/usage': {
    purpose: 'See who uses how much of their plan, and who nears or has passed its limits.',
    figures: [],
    keys: [OPEN],
  },
  '/agents': {
    purpose: 'Find the agents of customers that do not work as they should.',
    figures: [],
    keys: [OPEN],
  },
  '/reconciliation': {
    purpose: 'See whether what was counted agrees with what the limits say, and who differs.',
    figures: [
      ['Discrepancy', 'A customer whose usage in the limits differs from the sum of what was counted.'],
    ],
    keys: [OPEN],
  },
  '/missing-events': {
    purpose: 'Find what should have arrived and did not.',
    figures: [],
    keys: [OPEN],
  },
  '/unknown-numbers': {
    purpose: 'See which called numbers belong to nobody, and settle them.',
    figures: [],
    keys: [OPEN, ...SELECT],
  },
  '/deliveries': {
    purpose: 'See whether what we send to others arrives there.',
    figures: [],
    keys: [OPEN],
  },
  '/latency': { purpose: 'See which endpoints are slow, and since when.', figures: [], keys: [] },
  '/sessions': {
    purpose: 'See who is signed in from where, and end sessions for a reason.',
    figures: [],
    keys: [OPEN, ...SELECT],
  },
  '/records': { purpose: 'Look at the rows of any table of the platform.', figures: [], keys: [OPEN] },
  '/audit': {
    purpose: 'See who did what, and when. The database writes it, and nobody can change it.',
    figures: [],
    keys: [OPEN],
  },
}
