import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertErrors, panelOf, rowsWith, storedError } from './errors'

test(
  'errors are selected, opened, resolved and undone without a mouse',
  further,
  async ({ admin, database, marker }) => {
    const errors = await insertErrors(database, marker, 4)
    await admin.goto(`/errors?view=rows&type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(4)
    const press = async (...keys: string[]) => {
      for (const key of keys) await admin.keyboard.press(key)
    }
    // Rows are on screen a moment before their keys work.
    await expect(async () => {
      await press('k')
      await expect(rowsWith(admin, 'number 1')).toBeFocused({ timeout: 500 })
    }).toPass()
    await press('j', 'j', 'k', 'k')
    await expect(rowsWith(admin, 'number 1')).toBeFocused()
    await press('x')
    await expect(rowsWith(admin, 'number 1').getByRole('checkbox')).toBeChecked()
    await press('j', 'j', 'Shift+X')
    await expect(admin.getByText('3 selected')).toBeVisible()
    await press('Escape')
    await expect(admin.getByText('selected')).toBeHidden()

    await press('Enter')
    await expect(panelOf(admin).getByText(`${marker} number 3`)).toBeVisible()
    await press('Escape')
    await expect(panelOf(admin)).toBeHidden()

    await rowsWith(admin, 'number 2').focus()
    await press('e')
    await expect(admin.getByRole('dialog', { name: 'Resolve this error' })).toBeVisible()
    await admin.getByLabel('Resolution notes').fill('')
    await admin.keyboard.type('jx e?/u')
    await press('Control+Enter')
    await expect(admin.getByText('1 error resolved')).toBeVisible()
    expect((await storedError(database, errors[1]?.id ?? '')).resolution_notes).toBe('jx e?/u')
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    await press('u')
    await expect(admin.getByText('1 error reopened')).toBeVisible()
    await press('/')
    await expect(admin.getByLabel('Search messages')).toBeFocused()
  },
)
