// A source with components, figures, metrics and commands, told as its engine would.
import { nextTick } from 'vue'
import type { Component, Sensor } from '../../../src/domain/updates'
import { useCommands } from '../../../src/stores/commands'
import { useComponents } from '../../../src/stores/components'
import { page } from './page'

export const CENTRE = {
  version: 1,
  sources: [{ id: 'plant', system: 'control-center', label: 'Centre', url: 'http://localhost:1' }],
}

/** With commands for the source itself and for each sensor. */
export const WORKSHOP = {
  version: 1,
  sources: [
    {
      id: 'plant',
      system: 'servosense',
      label: 'Workshop',
      url: 'http://localhost:1',
      options: { workspace: '1' },
    },
  ],
}

export function told(id: string, more: Partial<Component> = {}): Component {
  return {
    id,
    name: `The ${id}`,
    state: 'running',
    stateText: more.state ?? 'running',
    pid: 12345,
    uptime: 3_600,
    error: null,
    updatedAt: Date.now(),
    ...more,
  }
}

export async function centre(
  component: Parameters<typeof page>[0],
  props: Record<string, unknown> = {},
  configuration: object = CENTRE,
) {
  const shown = await page(component, props, configuration)
  shown.goLive('plant')
  const commands = useCommands()
  const components = useComponents()

  /** All components, as of now. */
  const state = async (...all: Component[]): Promise<void> => {
    shown.tell({ kind: 'components', components: all, time: Date.now() })
    await nextTick()
  }
  const figure = (id: string, owner: string, name: string): Partial<Sensor> => ({
    id,
    name,
    unit: '%',
    component: owner,
  })
  const executed = () => shown.sent.filter((command) => command.kind === 'execute')
  return { ...shown, commands, components, state, figure, executed }
}
