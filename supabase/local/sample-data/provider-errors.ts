import type { ErrorKind } from './error-kind'
import { bookingBody, callBody, smsBody } from './request-bodies'
import { AXIOS, nodeStack, TIMED_OUT } from './stack-traces'

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

export const calcomSync: ErrorKind = {
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

export const calcomToken: ErrorKind = {
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

export const transferFailed: ErrorKind = {
  type: 'transfer_failed',
  endpoint: '/calls/transfer',
  weight: 5,
  happen(occurrence) {
    const message = `Warm transfer of ${occurrence.callId} to ${occurrence.customer.transferNumber} was rejected after ${occurrence.random.int(18, 31)} s`
    const own: [string, string][] = [['startTransfer', '/app/src/calls/transfer.js:83:15']]
    return { message, stack: nodeStack('TransferError', message, own, AXIOS), request: callBody(occurrence) }
  },
}
