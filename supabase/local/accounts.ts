import bcrypt from 'bcryptjs'
import type { Random } from './sample-data/random'

/** The password of every sample account. */
export const SAMPLE_PASSWORD = 'kryonex-demo'

/** The customer whose owner can sign in, to see what a person who is no admin gets. */
export const OWNER_EMAIL = 'owner@kryonex.test'

/** The sample admins. */
export const ADMIN_EMAILS = ['admin@kryonex.test', 'support@kryonex.test', 'ops@kryonex.test'] as const

export type Account = { id: string; email: string; createdAt: string; lastSignInAt: string | null }

/** @returns rows of auth.users; only those with a password can sign in. */
export function userRows(accounts: Account[], passwordHash: string | null) {
  return accounts.map(({ id, email, createdAt, lastSignInAt }) => ({
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    encrypted_password: passwordHash,
    email_confirmed_at: createdAt,
    // GoTrue reads these as text and fails on null.
    confirmation_token: '',
    recovery_token: '',
    email_change: '',
    email_change_token_new: '',
    email_change_token_current: '',
    email_change_confirm_status: 0,
    reauthentication_token: '',
    phone_change: '',
    phone_change_token: '',
    raw_app_meta_data: { provider: 'email', providers: ['email'] },
    raw_user_meta_data: {},
    is_sso_user: false,
    is_anonymous: false,
    last_sign_in_at: lastSignInAt,
    created_at: createdAt,
    updated_at: createdAt,
  }))
}

/** @returns rows of auth.identities, which the e-mail provider requires for each user. */
export function identityRows(random: Random, accounts: Account[]) {
  return accounts.map(({ id, email, createdAt, lastSignInAt }) => ({
    id: random.uuid(),
    provider: 'email',
    provider_id: id,
    user_id: id,
    identity_data: { sub: id, email, email_verified: true },
    last_sign_in_at: lastSignInAt,
    created_at: createdAt,
    updated_at: createdAt,
  }))
}

/** @returns the hash of the sample password. */
export const samplePasswordHash = () => bcrypt.hash(SAMPLE_PASSWORD, 10)
