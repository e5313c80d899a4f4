/** How many rows of each kind the sample data has. */
export type Volumes = {
  customers: number
  calls: number
  texts: number
  bookings: number
  invoices: number
  /** Errors of ordinary days, all resolved but those of the last hours. */
  errors: number
  /** Errors of the incident three weeks ago and of the one going on. */
  pastIncident: number
  liveIncident: number
  alerts: number
  openAlerts: { critical: number; warning: number; info: number }
  churn: number
  openChurn: number
  pending: number
  failed: number
  /** Failures of one cause: the platform's access to the calendars was revoked for a while. */
  outage: number
}

export type SampleSize = 'full' | 'small' | 'none'

export const VOLUMES: Record<Exclude<SampleSize, 'none'>, Volumes> = {
  full: {
    customers: 400,
    calls: 10_400,
    texts: 5_600,
    bookings: 2_300,
    invoices: 1_500,
    errors: 9_400,
    pastIncident: 1_900,
    liveIncident: 1_150,
    alerts: 3_600,
    openAlerts: { critical: 3, warning: 46, info: 12 },
    churn: 300,
    openChurn: 9,
    pending: 214,
    failed: 43,
    outage: 214,
  },
  small: {
    customers: 40,
    calls: 300,
    texts: 150,
    bookings: 60,
    invoices: 40,
    errors: 280,
    pastIncident: 60,
    liveIncident: 120,
    alerts: 110,
    openAlerts: { critical: 3, warning: 9, info: 4 },
    churn: 30,
    openChurn: 5,
    pending: 24,
    failed: 12,
    outage: 24,
  },
}
