import { id } from './used-database'

/** What the platform writes while a table of ours refuses every row, and the figure that is wrong until it is mended. */
type Lost = {
  kind: 'errors' | 'hours' | 'latency' | 'events' | 'customers'
  table: string
  refusing: string
  before?: string[]
  write: string
  /** Brings the counts up to date as a reader does. */
  read?: string
  figure: string
  expected: string
}

const error = (n: number, at = 'now()') =>
  `insert into public.error_logs (id, error_type, error_message, created_at) values ('${id(n)}', 'Lost', 'Lost once', ${at})`
const old = `now() - interval '3 days'`
const webhook = (n: number) =>
  `insert into public.webhook_queue (id, event_type, raw_payload, received_at, processed_at, result)
   values ('${id(n)}', 'call_ended', '{"call": {"call_id": "lost-${n}"}}', ${old}, ${old}, 'success')`

const hours = (list: string) => `select private.refresh_hourly_counts('${list}')`
const hourly = (list: string, table: string, moment: string) =>
  `select (select coalesce(sum(matches), 0) from private.hourly_counts where list = '${list}') = (select count(*) from private.${table} t, private.counted_spans s
    where s.list = '${list}' and t.${moment} >= s.since and t.${moment} < s.until)`
const noted = (entity: string, n: number) =>
  `select count(*) from private.unpaired_events where entity = '${entity}' and id = '${id(n)}'`
const compared = 'select private.compare_events(10000)'
const groupFigure = `select coalesce(string_agg(events || ' ' || unresolved, ', '), 'none') from public.error_group_list
  where id = private.error_group_id('Lost', 'Lost once', null)`
const latencyFigure = `select coalesce(sum(requests), 0) || ' ' || coalesce(sum(slow), 0) from private.latency_rollup where width = 86400 and endpoint = '/lost'`
const countLatency = `do $$ begin while private.count_latency_batch(100000) loop end loop; perform private.apply_latency_deltas(200000); end $$`
const risk = (n: number) => `select value_at_risk from private.customer_figures where user_id = '${id(n)}'`
const contact = (n: number) =>
  `select last_contact > now() - interval '1 hour' from private.customer_figures where user_id = '${id(n)}'`

export const lost: Lost[] = [
  ...[
    { write: error(8101), expected: '1 1' },
    { write: `update public.error_logs set resolved = true where id = '${id(8101)}'`, expected: '1 0' },
    { write: `delete from public.error_logs where id = '${id(8101)}'`, expected: 'none' },
  ].map((step) => ({
    ...step,
    kind: 'errors' as const,
    table: 'error_logs',
    refusing: 'public.error_group_deltas',
    read: 'select private.apply_error_group_deltas(10000)',
    figure: groupFigure,
  })),
  {
    kind: 'hours',
    table: 'error_logs',
    refusing: 'private.dirty_hours',
    before: [error(8102, old), hours('errors'), hours('errors')],
    write: `delete from public.error_logs where id = '${id(8102)}'`,
    read: hours('errors'),
    figure: hourly('errors', 'error_logs', 'created_at'),
    expected: 'true',
  },
  {
    kind: 'hours',
    table: 'ops_alerts',
    refusing: 'private.dirty_hours',
    before: [
      `insert into public.ops_alerts (alert_type, severity, title, message, created_at) values ('x', 'info', 'T', 'M', ${old})`,
      hours('alerts'),
    ],
    write: `insert into public.ops_alerts (alert_type, severity, title, message, created_at) values ('x', 'info', 'T', 'M', ${old})`,
    read: hours('alerts'),
    figure: hourly('alerts', 'ops_alerts', 'created_at'),
    expected: 'true',
  },
  {
    kind: 'hours',
    table: 'webhook_queue',
    refusing: 'private.dirty_hours',
    before: [webhook(8103), hours('webhooks')],
    write: webhook(8104),
    read: hours('webhooks'),
    figure: hourly('webhooks', 'webhook_queue', 'received_at'),
    expected: 'true',
  },
  ...[
    {
      write: `update public.latency_logs set is_slow = true where endpoint = '/lost'`,
      expected: '1 1',
    },
    { write: `delete from public.latency_logs where endpoint = '/lost'`, expected: '0 0' },
  ].map((step, n) => ({
    ...step,
    kind: 'latency' as const,
    table: 'latency_logs',
    refusing: 'private.latency_deltas',
    before:
      n === 0
        ? [
            `insert into public.latency_logs (endpoint, duration_ms, is_slow, created_at) values ('/lost', 5, false, now())`,
            countLatency,
          ]
        : [countLatency],
    read: countLatency,
    figure: latencyFigure,
  })),
  ...(
    [
      ['usage_calls', `(id, user_id, call_id) values ('${id(8110)}', '${id(1)}', 'unknown-1')`],
      ['usage_sms', `(id, user_id, message_id) values ('${id(8110)}', '${id(1)}', 'unknown-2')`],
      [
        'call_events',
        `(id, call_sid, direction, received_at) values ('${id(8110)}', 'unknown-3', 'inbound', now())`,
      ],
      [
        'sms_events',
        `(id, message_sid, direction, received_at) values ('${id(8110)}', 'unknown-4', 'inbound', now())`,
      ],
      [
        'webhook_queue',
        `(id, event_type, raw_payload, received_at, processed_at, result)
         values ('${id(8110)}', 'call_ended', '{"call": {"call_id": "unknown-5"}}', now(), now(), 'success')`,
      ],
    ] as const
  ).map(([table, row]) => ({
    kind: 'events' as const,
    table,
    refusing: 'private.event_notes',
    write: `insert into public.${table} ${row}`,
    read: compared,
    figure: noted(table, 8110),
    expected: '1',
  })),
  ...(
    [
      [
        'profiles',
        `insert into public.profiles (user_id, business_name) values ('${id(20)}', 'New')`,
        risk(20),
        '0',
      ],
      [
        'customer_health_scores',
        `insert into public.customer_health_scores (user_id, score) values ('${id(3)}', 0)`,
        risk(3),
        '99700',
      ],
      [
        'subscriptions',
        `update public.subscriptions set plan_type = 'core' where user_id = '${id(1)}'`,
        risk(1),
        '7450',
      ],
      [
        'usage_limits',
        `update public.usage_limits set tier_id = 'core' where user_id = '${id(3)}'`,
        risk(3),
        '14900',
      ],
      [
        'churn_alerts',
        `update public.churn_alerts set resolved_at = now(), resolution_notes = 'Called' where id = '${id(1)}'`,
        contact(1),
        'true',
      ],
      [
        'messages',
        `insert into public.messages (user_id, direction, to_number, body) values ('${id(2)}', 'outbound', '+15550123', 'Hello')`,
        contact(2),
        'true',
      ],
    ] as const
  ).map(([table, write, figure, expected]) => ({
    kind: 'customers' as const,
    table,
    refusing: 'private.customer_figures',
    before: [
      `update public.profiles set transfer_number = '+15550123' where user_id = '${id(2)}'`,
      'select private.refresh_customer_figures()',
    ],
    write,
    figure,
    expected,
  })),
]
