import { defineList, type ParamsOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, texts, words } from '@/lib/lists/params'

const { q, customer } = listParsers

/** What can be wrong with an agent, the worst first; see the database function agent_problems(). */
const PROBLEMS = [
  'no_number',
  'not_active',
  'failed_deploy',
  'unknown_number',
  'stale_webhook',
  'two_agents',
] as const

const CHOICES = ['any', ...PROBLEMS] as const

/** Customers' agents. */
export const agents = defineList({
  name: 'agents',
  title: 'Agents',
  row: { one: 'agent', many: 'agents' },
  page: '/agents',
  icon: 'bot',
  navigation: { group: 'Customers' },
  savedViews: { 'Anything wrong': 'problem=any' },
  params: { status: texts, problem: words(CHOICES), customer, q },
  sorts: { last_deployed: 'time', created_at: 'time' },
  rows: 'list_agents',
  masked: { phone_number: 'phone', inbound_webhook_url: 'text', deploy_error: 'text' },
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
    ['/', 'look up a number'],
  ],
  counted: { one: 'agent', many: 'agents' },
  empty: ['No agents yet', 'Agents appear here once they are deployed.'],
  facets: { status: 'Status', problem: 'Problem' },
  search: {
    label: 'Number, name or agent id',
    keys: {
      status: 'status',
      customer: 'customer',
      problem: { param: 'problem', words: Object.fromEntries(CHOICES.map((problem) => [problem, problem])) },
    },
  },
  help: {
    purpose: 'Find agents with problems.',
    figures: [],
    keys: [OPEN],
  },
  bench: { 'by phone': 'q=%28628%29%20555-0077' },
})

export type AgentsParams = ParamsOf<typeof agents>
