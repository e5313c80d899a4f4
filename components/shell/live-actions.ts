'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/session/admin-action'

/** Refreshes the page in place, for admins only and only while the backend answers. */
export const refreshPage = adminAction(z.object({}), async () => null)
