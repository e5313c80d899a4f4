/** The most that one grant may give: minutes of calls, and messages. The database has the last word. */
export const CREDIT_BOUNDS = { call: 300, sms: 300 } as const

export type CreditKind = keyof typeof CREDIT_BOUNDS
