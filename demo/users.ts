// The demo's three users, the same in all its systems. They are public: whoever reaches the demo may know them.

import { publicId } from './identity'

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

/** Who the demo signs in as by itself. */
export const OPERATOR = userOf('operator')

export function userWith(email: string, password: string): User | undefined {
  return password === PASSWORD ? USERS.find((user) => user.email === email) : undefined
}

export function userNamed(username: string, password: string): User | undefined {
  return password === PASSWORD ? USERS.find((user) => user.username === username) : undefined
}

function userOf(username: string): User {
  const user = USERS.find((candidate) => candidate.username === username)
  if (!user) throw new Error(`The demo has no user ${username}`)
  return user
}
