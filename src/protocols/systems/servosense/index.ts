// ServoSense (Django): one workspace of machines with sensors, its readings and events, REST under /api.
// This part is light, the page holds it; decoder and REST are loaded by the engine.
import { passwordField } from '../../password-field'
import type { Protocol } from '../../protocol'
import { commands } from './commands'
import { policy } from './policy'
import { texts } from './texts'

const servosense: Protocol = {
  label: texts.label,
  options: [
    {
      key: 'workspace',
      label: texts.workspace,
      type: 'text',
      required: true,
      autocomplete: 'off',
      hint: texts.workspaceHint,
    },
    {
      key: 'socketToken',
      label: texts.socketToken,
      type: 'choice',
      required: false,
      // The document knows both, so the address is not the default (C7).
      choices: [
        { value: 'subprotocol', label: texts.socketTokenChoices.subprotocol },
        { value: 'query', label: texts.socketTokenChoices.query },
      ],
      hint: texts.socketTokenHint,
    },
  ],
  authMethods: [
    {
      id: 'password',
      label: texts.password,
      fields: [
        { key: 'email', label: texts.email, type: 'email', required: true, autocomplete: 'username' },
        passwordField(texts.passwordField),
      ],
    },
    {
      id: 'token',
      label: texts.token,
      fields: [
        { key: 'token', label: texts.tokenField, type: 'password', required: true, autocomplete: 'off' },
      ],
    },
  ],
  links: [{ id: 'workspace', label: texts.link, policy }],
  // "1–3 readings/sec depending on configuration" (document, Reading); the running server sends two (field note).
  // The slowest of these, so that nothing looks stale before its cadence is learned.
  cadenceHintMs: 1_000,
  capabilities: { history: false, limits: true, polling: true },
  commands,
  load: async () => (await import('./runtime')).runtimeFor,
}

export default servosense
