// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import SignInDialog from '../../../src/components/SignInDialog.vue'
import { unwatch, watch } from './watched'

let wrapper: VueWrapper

afterEach(() => {
  wrapper.unmount()
  unwatch()
})

async function dialog(before?: (watched: Awaited<ReturnType<typeof watch>>) => void) {
  const watched = await watch()
  before?.(watched)
  wrapper = mount(SignInDialog, {
    props: { source: 'plant' },
    global: { plugins: [watched.pinia] },
    attachTo: document.body,
  })
  await settle()
  return watched
}

async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await nextTick()
}

const isOpen = (): boolean => wrapper.get('dialog').element.open
const names = (): (string | undefined)[] => wrapper.findAll('input').map((input) => input.attributes('name'))

async function submit(): Promise<void> {
  await wrapper.get('[name=email]').setValue('ada@example.org')
  await wrapper.get('[name=password]').setValue('secret')
  await wrapper.get('form').trigger('submit')
}

test('it asks for what the system asks for, each way with its own fields', async () => {
  await dialog()
  expect(isOpen()).toBe(true)
  expect(wrapper.get('h2').text()).toBe('Sign in to Plant')
  expect(names()).toEqual(['email', 'password'])
  expect(wrapper.get('[name=password]').attributes()).toMatchObject({
    type: 'password',
    autocomplete: 'current-password',
    required: '',
  })
  await wrapper.get('select').setValue('api-token')
  expect(names()).toEqual(['token'])
})

test('it sends what was typed, is busy, and closes once signed in', async () => {
  const { sent, sources } = await dialog()
  await submit()
  expect(sent.at(-1)).toEqual({
    kind: 'sign-in',
    source: 'plant',
    method: 'password',
    fields: { email: 'ada@example.org', password: 'secret' },
  })
  expect(wrapper.get('[type=submit]').text()).toBe('Signing in …')
  await wrapper.get('form').trigger('submit')
  expect(sent.filter(({ kind }) => kind === 'sign-in')).toHaveLength(1)
  sources.noteSession('plant', { state: 'signed-in', user: { name: 'Ada', role: null } }, { token: 't' })
  await settle()
  expect(isOpen()).toBe(false)
  expect(wrapper.emitted('close')).toHaveLength(1)
})

test('a session from before does not close it', async () => {
  await dialog(({ sources }) =>
    sources.noteSession('plant', { state: 'signed-in', user: null }, { token: 'old' }),
  )
  await submit()
  await settle()
  expect(isOpen()).toBe(true)
})

test('V3: a wrong entry is told by the field that gets the focus, by no alert, and can be tried again', async () => {
  const { sources } = await dialog()
  await submit()
  sources.note('plant', { signInFailure: 'Email or password is wrong.' })
  await settle()
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
  const said = wrapper.get('.error')
  expect(said.text()).toBe('Email or password is wrong.')
  expect(document.activeElement).toBe(wrapper.get('[name=email]').element)
  expect(wrapper.get('[name=email]').attributes()).toMatchObject({
    'aria-describedby': said.attributes('id'),
    'aria-invalid': 'true',
  })
  expect(wrapper.get('[type=submit]').text()).toBe('Sign in')
  await wrapper.get('form').trigger('submit')
  await settle()
  expect(said.text()).toBe('')
})

test('C7: it is gone once it closes, and what was typed with it', async () => {
  await dialog()
  await wrapper.get('[name=password]').setValue('secret')
  wrapper.get('dialog').element.close()
  expect(wrapper.emitted('close')).toHaveLength(1)
})

test('what went wrong the last time is not said again', async () => {
  await dialog(({ sources }) => sources.note('plant', { signInFailure: 'Email or password is wrong.' }))
  expect(wrapper.get('.error').text()).toBe('')
})
