import type { ErrorKind } from './error-kind'
import { callBody, smsBody } from './request-bodies'
import { deadlockReport, nodeStack, POSTGREST, pythonStack } from './stack-traces'

export const usageWrite: ErrorKind = {
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

export const transcriptParse: ErrorKind = {
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

export const leadInsert: ErrorKind = {
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

export const phoneUnmapped: ErrorKind = {
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

export const agentDeploy: ErrorKind = {
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

export const sessionRevoked: ErrorKind = {
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

export const healthJob: ErrorKind = {
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
