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

async function dialog(source: string | null = null) {
  const watched = await watch()
  wrapper = mount(SignInDialog, {
    props: { source, 'onUpdate:source': (next: string | null) => wrapper.setProps({ source: next }) },
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
  await dialog('plant')
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
  const { sent, sources } = await dialog('plant')
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
})

test('a session from before does not close it', async () => {
  const { sources } = await dialog()
  sources.noteSession('plant', { state: 'signed-in', user: null }, { token: 'old' })
  await wrapper.setProps({ source: 'plant' })
  await settle()
  await submit()
  await settle()
  expect(isOpen()).toBe(true)
})

test('a wrong entry is said in an alert that describes the fields, and can be tried again', async () => {
  const { sources } = await dialog('plant')
  await submit()
  sources.note('plant', { signInFailure: 'Email or password is wrong.' })
  await settle()
  const alert = wrapper.get('[role=alert]')
  expect(alert.text()).toBe('Email or password is wrong.')
  expect(wrapper.get('[name=email]').attributes()).toMatchObject({
    'aria-describedby': alert.attributes('id'),
    'aria-invalid': 'true',
  })
  expect(wrapper.get('[type=submit]').text()).toBe('Sign in')
  await wrapper.get('form').trigger('submit')
  await settle()
  expect(alert.text()).toBe('')
})

test('C7: nothing typed outlives its closing', async () => {
  await dialog('plant')
  await wrapper.get('[name=password]').setValue('secret')
  wrapper.get('dialog').element.close()
  await settle()
  expect(wrapper.find('input').exists()).toBe(false)
  await wrapper.setProps({ source: 'plant' })
  await settle()
  expect(isOpen()).toBe(true)
  expect(wrapper.get<HTMLInputElement>('[name=password]').element.value).toBe('')
})

test('it opens by itself once for a source that has shown nothing and only a sign-in brings back', async () => {
  const { refuse } = await dialog()
  expect(isOpen()).toBe(false)
  refuse('plant')
  await settle()
  expect(isOpen()).toBe(true)
  wrapper.get('dialog').element.close()
  await settle()
  expect(isOpen()).toBe(false)
  expect(wrapper.find('form').exists()).toBe(false)
})

test('it never opens by itself over somebody’s work', async () => {
  const { refuse } = await dialog()
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  refuse('plant')
  await settle()
  expect(isOpen()).toBe(false)
})
