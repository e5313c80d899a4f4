/** The queues of the console, as the database calls its lists. */
export type Queue = 'alerts' | 'churn' | 'webhooks' | 'errors'

/** How long something may wait in each queue, in seconds, before it is late. */
export const TARGET_SECONDS: Record<Queue, number> = {
  alerts: 3_600,
  churn: 86_400,
  webhooks: 300,
  errors: 86_400,
}
