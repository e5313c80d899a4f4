import type { Customer } from './customers'
import { inventCaller } from './people'
import type { Random } from './random'
import { AXIOS, deadlockReport, nodeStack, POSTGREST, pythonStack, TIMED_OUT } from './stack-traces'

/** What an error kind knows when it happens once more. */
export type Occurrence = { random: Random; customer: Customer; callId: string }

type ErrorBody = { message: string; stack: string; request: Record<string, unknown> }

export type ErrorKind = {
  type: string
  endpoint: string
  /** How often it happens on ordinary days, compared to the others. */
  weight: number
  /** Whether somebody's account is concerned. */
  anonymous?: boolean
  happen(occurrence: Occurrence): ErrorBody
}

const callBody = ({ random, customer, callId }: Occurrence) => ({
  event: 'call_ended',
  call: {
    call_id: callId,
    agent_id: customer.agentId,
    from_number: inventCaller(random, customer.areaCode).phone,
    to_number: customer.phone,
    duration_ms: random.int(9_000, 410_000),
    disconnection_reason: random.pick(['user_hangup', 'agent_hangup', 'call_transfer']),
  },
})

const smsBody = ({ random, customer }: Occurrence) => {
  const caller = inventCaller(random, customer.areaCode)
  return {
    From: customer.phone,
    To: caller.phone,
    Body: `Hi ${caller.name.split(' ')[0]}, thanks for calling ${customer.name}. Reply STOP to opt out.`,
    MessagingServiceSid: `MG${random.hex(32)}`,
    auth: { accountSid: `AC${random.hex(32)}`, authToken: random.hex(32) },
  }
}

const bookingBody = ({ random, customer }: Occurrence) => {
  const caller = inventCaller(random, customer.areaCode)
  return {
    eventTypeId: random.int(310_000, 360_000),
    start: `2026-11-${random.int(24, 30)}T${random.int(14, 22)}:00:00.000Z`,
    responses: { name: caller.name, email: caller.email, phone: caller.phone, address: caller.address },
    authorization: `Bearer cal_live_${random.token(32)}`,
  }
}

export const retellTimeout: ErrorKind = {
  type: 'retell_timeout',
  endpoint: '/webhooks/retell',
  weight: 14,
  happen(occurrence) {
    const { random, callId } = occurrence
    const message = random.chance(0.8)
      ? `get-call timed out after 10000 ms for ${callId}, attempt ${random.int(1, 3)} of 3`
      : `504 from api.retellai.com after ${random.int(10_002, 10_480)} ms while fetching ${callId}`
    const own: [string, string][] = [
      ['RetellClient.request', '/app/src/retell/client.js:142:19'],
      ['fetchCallDetail', '/app/src/retell/calls.js:58:24'],
      ['handleCallEnded', '/app/src/webhooks/retell/handlers.js:211:18'],
    ]
    return {
      message,
      stack: nodeStack('TimeoutError', message, own, TIMED_OUT),
      request: callBody(occurrence),
    }
  },
}

export const stripeSignature: ErrorKind = {
  type: 'stripe_webhook_signature',
  endpoint: '/webhooks/stripe',
  weight: 0.4,
  anonymous: true,
  happen({ random }) {
    const event = `evt_1Q${random.token(22)}`
    const message = `No signatures found matching the expected signature for payload of ${event}`
    const own: [string, string][] = [
      ['verifyHeader', '/app/node_modules/stripe/cjs/Webhooks.js:160:19'],
      ['Object.constructEvent', '/app/node_modules/stripe/cjs/Webhooks.js:27:28'],
      ['receiveStripeEvent', '/app/src/webhooks/stripe/receive.js:34:32'],
    ]
    return {
      message,
      stack: nodeStack('StripeSignatureVerificationError', message, own),
      request: {
        id: event,
        type: 'invoice.payment_succeeded',
        headers: { 'stripe-signature': `t=${random.int(1_790_000_000, 1_799_999_999)},v1=${random.hex(64)}` },
        data: { object: { id: `in_1Q${random.token(22)}`, customer: `cus_${random.token(14)}` } },
      },
    }
  },
}

export const smsDelivery: ErrorKind = {
  type: 'sms_delivery_failed',
  endpoint: '/sms/send',
  weight: 15,
  happen(occurrence) {
    const { random } = occurrence
    const message = `30007: message SM${random.hex(32)} was filtered by the carrier`
    const own: [string, string][] = [
      ['TwilioSender.send', '/app/src/sms/twilio-sender.js:77:13'],
      ['sendPostCallSummary', '/app/src/sms/post-call.js:41:9'],
    ]
    return { message, stack: nodeStack('RestException', message, own, AXIOS), request: smsBody(occurrence) }
  },
}

const calcomSync: ErrorKind = {
  type: 'calcom_sync',
  endpoint: '/webhooks/calcom',
  weight: 13,
  happen(occurrence) {
    const { random } = occurrence
    const message = random.chance(0.75)
      ? `409 Conflict: booking uid "${random.token(22)}" already exists`
      : `read ECONNRESET api.cal.com:443 while listing slots of event type ${random.int(310_000, 360_000)}`
    const own: [string, string][] = [
      ['CalClient.createBooking', '/app/src/calcom/client.js:96:15'],
      ['syncBooking', '/app/src/calcom/sync.js:133:22'],
    ]
    return { message, stack: nodeStack('AxiosError', message, own, AXIOS), request: bookingBody(occurrence) }
  },
}

const calcomToken: ErrorKind = {
  type: 'calcom_token_refresh',
  endpoint: '/calcom/oauth',
  weight: 6,
  happen({ random, customer }) {
    const message = `invalid_grant: refresh token of integration ${random.uuid()} was revoked`
    const own: [string, string][] = [
      ['refreshAccessToken', '/app/src/calcom/oauth.js:52:11'],
      ['withCalToken', '/app/src/calcom/client.js:31:20'],
    ]
    return {
      message,
      stack: nodeStack('OAuthError', message, own, AXIOS),
      request: {
        grant_type: 'refresh_token',
        refresh_token: `cal_rt_${random.token(40)}`,
        client_id: 'kryonex-platform',
        account: customer.email,
      },
    }
  },
}

const usageWrite: ErrorKind = {
  type: 'usage_limit_write',
  endpoint: '/usage/record',
  weight: 9,
  happen({ random, customer, callId }) {
    const report = deadlockReport(random)
    return {
      message: report.split('\n').slice(0, 2).join(' ').replace('ERROR:  ', '').replace('DETAIL:  ', ''),
      stack: report,
      request: { user_id: customer.id, call_id: callId, seconds: random.int(20, 700), idempotent: true },
    }
  },
}

const transcriptParse: ErrorKind = {
  type: 'transcript_parse',
  endpoint: '/webhooks/retell',
  weight: 7,
  happen(occurrence) {
    const message = `Expecting value: line 1 column 1 (char 0) in the analysis of ${occurrence.callId}`
    const stack = pythonStack('json.decoder.JSONDecodeError', message, [
      ['/srv/analysis/worker.py', 88, 'run', 'result = analyse(call)'],
      ['/srv/analysis/transcripts.py', 143, 'analyse', 'return json.loads(answer.content)'],
      ['/usr/lib/python3.12/json/__init__.py', 346, 'loads', 'return _default_decoder.decode(s)'],
      [
        '/usr/lib/python3.12/json/decoder.py',
        340,
        'decode',
        'obj, end = self.raw_decode(s, idx=_w(s, 0).end())',
      ],
    ])
    return { message, stack, request: callBody(occurrence) }
  },
}

const leadInsert: ErrorKind = {
  type: 'lead_insert',
  endpoint: '/webhooks/retell',
  weight: 6,
  happen(occurrence) {
    const message = 'null value in column "phone" of relation "leads" violates not-null constraint'
    const own: [string, string][] = [
      ['createLead', '/app/src/leads/create.js:64:11'],
      ['handleCallAnalyzed', '/app/src/webhooks/retell/handlers.js:318:9'],
    ]
    return {
      message,
      stack: nodeStack('PostgrestError', message, own, POSTGREST),
      request: callBody(occurrence),
    }
  },
}

const phoneUnmapped: ErrorKind = {
  type: 'phone_unmapped',
  endpoint: '/webhooks/sms',
  weight: 5,
  anonymous: true,
  happen(occurrence) {
    const message = `No agent for inbound number ${occurrence.customer.phone} (message SM${occurrence.random.hex(32)})`
    const own: [string, string][] = [['findAgentByNumber', '/app/src/agents/lookup.js:29:11']]
    return { message, stack: nodeStack('LookupError', message, own), request: smsBody(occurrence) }
  },
}

const agentDeploy: ErrorKind = {
  type: 'agent_deploy',
  endpoint: '/agents/deploy',
  weight: 4,
  happen({ random, customer }) {
    const message = `duplicate key value violates unique constraint "agents_agent_id_key" (agent ${customer.agentId})`
    const own: [string, string][] = [
      ['upsertAgent', '/app/src/agents/deploy.js:118:13'],
      ['deployAgent', '/app/src/agents/deploy.js:57:20'],
    ]
    return {
      message,
      stack: nodeStack('PostgrestError', message, own, POSTGREST),
      request: {
        user_id: customer.id,
        area_code: customer.areaCode,
        prompt_version: `v${random.int(9, 14)}`,
      },
    }
  },
}

const transferFailed: ErrorKind = {
  type: 'transfer_failed',
  endpoint: '/calls/transfer',
  weight: 5,
  happen(occurrence) {
    const message = `Warm transfer of ${occurrence.callId} to ${occurrence.customer.transferNumber} was rejected after ${occurrence.random.int(18, 31)} s`
    const own: [string, string][] = [['startTransfer', '/app/src/calls/transfer.js:83:15']]
    return { message, stack: nodeStack('TransferError', message, own, AXIOS), request: callBody(occurrence) }
  },
}

const sessionRevoked: ErrorKind = {
  type: 'session_revoked',
  endpoint: '/auth/refresh',
  weight: 5,
  happen({ random, customer }) {
    const message = `Token hash "${random.hex(16)}" not found in active_sessions`
    const own: [string, string][] = [['requireSession', '/app/src/auth/session.js:47:11']]
    return {
      message,
      stack: nodeStack('AuthError', message, own),
      request: {
        email: customer.email,
        refresh_token: random.token(48),
        ip: `203.0.113.${random.int(1, 254)}`,
      },
    }
  },
}

const healthJob: ErrorKind = {
  type: 'health_score_job',
  endpoint: '/jobs/health-scores',
  weight: 2,
  happen({ random, customer }) {
    const message = `division by zero while scoring ${customer.id}: 0 calls in ${random.int(7, 30)} days`
    const stack = pythonStack('ZeroDivisionError', message, [
      ['/srv/jobs/health.py', 201, 'main', 'score = score_customer(customer)'],
      ['/srv/jobs/health.py', 117, 'score_customer', 'rate = bookings / calls'],
    ])
    return { message, stack, request: { job: 'health-scores', customer: customer.id, run: random.uuid() } }
  },
}

/** Everything that goes wrong on ordinary days. */
export const ERROR_KINDS: ErrorKind[] = [
  retellTimeout,
  stripeSignature,
  smsDelivery,
  calcomSync,
  calcomToken,
  usageWrite,
  transcriptParse,
  leadInsert,
  phoneUnmapped,
  agentDeploy,
  transferFailed,
  sessionRevoked,
  healthJob,
]

/** What the incident going on causes beside its own time-outs. */
export const KNOCK_ON: ErrorKind[] = [transcriptParse, leadInsert, usageWrite]
