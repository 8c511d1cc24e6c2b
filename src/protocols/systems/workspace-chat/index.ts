// Workspace chat (Fastify): messages, presence and typing on one socket, REST under /api.
// This part is light, the page holds it; decoder and REST are loaded by the engine.
import { passwordField } from '../../password-field'
import type { Protocol } from '../../protocol'
import { chat, policy } from './policy'
import { texts } from './texts'

const workspaceChat: Protocol = {
  label: texts.label,
  options: [
    {
      key: 'generation',
      label: texts.generation,
      type: 'choice',
      required: false,
      choices: [
        { value: 'auto', label: texts.generationChoices.auto },
        { value: 'documented', label: texts.generationChoices.documented },
        { value: 'newer', label: texts.generationChoices.newer },
      ],
      hint: texts.generationHint,
    },
  ],
  authMethods: [
    {
      id: 'name',
      label: texts.name,
      fields: [
        {
          key: 'username',
          label: texts.nameField,
          type: 'text',
          required: true,
          autocomplete: 'username',
          hint: texts.nameHint,
        },
      ],
    },
    {
      id: 'password',
      label: texts.password,
      fields: [
        { key: 'username', label: texts.nameField, type: 'text', required: true, autocomplete: 'username' },
        { ...passwordField(texts.passwordField), hint: texts.passwordHint },
      ],
    },
  ],
  links: [{ id: chat.link, label: texts.link, policy }],
  // Its only figures are read with the metadata, each minute (DESIGN.md, "Limits and colours").
  cadenceHintMs: 60_000,
  capabilities: { history: false, limits: false, polling: true },
  chat,
  load: async () => (await import('./runtime')).runtimeFor,
}

export default workspaceChat
