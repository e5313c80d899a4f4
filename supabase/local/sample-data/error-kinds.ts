import type { ErrorKind } from './error-kind'
import {
  agentDeploy,
  healthJob,
  leadInsert,
  phoneUnmapped,
  sessionRevoked,
  transcriptParse,
  usageWrite,
} from './platform-errors'
import {
  calcomSync,
  calcomToken,
  retellTimeout,
  smsDelivery,
  stripeSignature,
  transferFailed,
} from './provider-errors'

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
