'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/session/admin-action'

/** Renders the page anew where it stands, for nobody but admins and only while the backend answers. */
export const refreshPage = adminAction(z.object({}), async () => null)
