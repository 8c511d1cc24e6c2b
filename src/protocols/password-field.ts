// The field of a password, alike in every form that signs in.
import type { FormField } from './protocol'

export function passwordField(label: string): FormField {
  return { key: 'password', label, type: 'password', required: true, autocomplete: 'current-password' }
}
