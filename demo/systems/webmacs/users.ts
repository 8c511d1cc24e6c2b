// The demo's users as this system knows them, and its API tokens. They are public, as the users are.

export { OPERATOR, PASSWORD, USERS, userWith, type Role, type User } from '../../users'

/** API tokens that stand in the documentation: one that works, one that has expired. Both are the operator's. */
export const API_TOKENS = {
  valid: 'wm_demo_operator_valid',
  expired: 'wm_demo_operator_expired',
} as const
