import 'server-only'
import { cookies } from 'next/headers'
import { parseZone, ZONE_COOKIE } from './zone'

/** @returns the viewer's time zone, for sentences that the server writes. */
export async function viewerZone(): Promise<string> {
  return parseZone((await cookies()).get(ZONE_COOKIE)?.value)
}
