import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom, type Random } from '../random'
import { DAY, HOUR, iso } from '../time'
import { processedWebhooks, time, type World } from './world'

export type Lead = TablesInsert<'leads'> & { id: string; user_id: string; phone: string; created_at: string }
type Appointment = TablesInsert<'appointments'>

type Analysis = {
  from_number: string
  duration_ms: number
  transcript_object: { role: string; content: string }[]
  call_analysis: {
    call_summary: string
    user_sentiment: string
    custom_analysis_data: { customer_name: string; concern: string; appointment_booked: boolean }
  }
}

/** Shorter calls leave nobody to call back. */
const SHORTEST = 30
const REACH = 45 * DAY

/** The callers of the last weeks, as the analyses of their calls describe them. */
export function inventLeads(world: World): Lead[] {
  const random = createRandom('kryonex leads')
  return processedWebhooks(world, 'call_analyzed').flatMap(({ webhook, customer }) => {
    const { call } = webhook.raw_payload as { call: Analysis }
    const seconds = Math.round(call.duration_ms / 1000)
    const age = world.now - time(webhook.received_at)
    if (seconds < SHORTEST || age > REACH) return []
    const { call_summary, user_sentiment, custom_analysis_data } = call.call_analysis
    const sentiment = user_sentiment.toLowerCase()
    return {
      id: random.uuid(),
      user_id: customer.id,
      phone: call.from_number,
      name: custom_analysis_data.customer_name,
      business_name: null,
      transcript: call.transcript_object.map(({ role, content }) => `${role}: ${content}`).join('\n'),
      summary: call_summary,
      sentiment,
      status: statusOf(random, custom_analysis_data.appointment_booked, age),
      call_duration_seconds: seconds,
      appointment_booked: custom_analysis_data.appointment_booked,
      flagged_for_review: sentiment === 'negative' && random.chance(0.2),
      created_at: webhook.received_at,
    }
  })
}

function statusOf(random: Random, isBooked: boolean, age: number): string {
  if (isBooked) return 'booked'
  if (age < DAY) return 'new'
  return random.weighted([
    ['contacted', 6],
    ['lost', 3],
    ['new', 1],
  ])
}

type Booking = {
  uid: string
  title: string
  startTime: string
  endTime: string
  attendees: { name: string; email: string; phoneNumber: string }[]
}

/** What was booked through Cal.com, and some that the owners entered by hand. */
export function inventAppointments(world: World): Appointment[] {
  const random = createRandom('kryonex appointments')
  return ['booking.created', 'booking.cancelled'].flatMap((event) =>
    processedWebhooks(world, event).map(({ webhook, customer }) => {
      const { uid, title, startTime, endTime, attendees } = (webhook.raw_payload as { payload: Booking })
        .payload
      const received = time(webhook.received_at)
      const isByHand = random.chance(0.08)
      return {
        id: random.uuid(),
        user_id: customer.id,
        customer_name: attendees[0]?.name,
        customer_phone: attendees[0]?.phoneNumber,
        customer_email: attendees[0]?.email,
        start_time: startTime,
        end_time: endTime,
        status:
          event === 'booking.cancelled' ? 'cancelled' : time(endTime) < world.now ? 'completed' : 'scheduled',
        notes: isByHand ? 'Entered by hand.' : title.split(':')[0],
        cal_booking_uid: isByHand ? null : uid,
        // A cancellation is what there is to see of a booking that was made the day before.
        created_at: iso(event === 'booking.cancelled' ? received - random.int(2, 40) * HOUR : received),
        updated_at: webhook.received_at,
      }
    }),
  )
}
