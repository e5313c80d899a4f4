const REASONS: Record<string, string> = {
  'backend-unavailable': 'The backend cannot be reached.',
  'backend-slow': 'The backend did not answer within 5 seconds.',
  'backend-refused': 'The backend refused the request.',
  'backend-denied': 'Your account may not read this.',
}

/**
 * Says in words why something could not be loaded.
 * @param error what was thrown; only its `digest` survives the way to the browser.
 */
export function failureReason(error: unknown): string {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
  return REASONS[digest] ?? 'Something went wrong on our side.'
}
