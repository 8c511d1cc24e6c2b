// The demo's three users and its API tokens. They are public: whoever reaches the demo may know them.

import { publicId } from '../../identity'

export type Role = 'admin' | 'operator' | 'viewer'

export interface User {
  public_id: string
  email: string
  username: string
  role: Role
}

export const PASSWORD = 'watchdeck'

export const USERS: readonly User[] = (['admin', 'operator', 'viewer'] as const).map((role) => ({
  public_id: publicId('user', role),
  email: `${role}@demo.local`,
  username: role,
  role,
}))

export const OPERATOR = userOf('operator')

/** API tokens that stand in the documentation: one that works, one that has expired. Both are the operator's. */
export const API_TOKENS = {
  valid: 'wm_demo_operator_valid',
  expired: 'wm_demo_operator_expired',
} as const

export function userOf(username: string): User {
  const user = USERS.find((candidate) => candidate.username === username)
  if (!user) throw new Error(`The demo has no user ${username}`)
  return user
}

export function userWith(email: string, password: string): User | undefined {
  return password === PASSWORD ? USERS.find((user) => user.email === email) : undefined
}
