import { plainName } from '@/lib/format/format'
import { type AuditChange, inOneLine } from '../audit-entry'

/** Each column that changed, with its value before and after. */
export function ChangeTable({ changes }: { changes: AuditChange[] }) {
  if (changes.length === 0) return <p className="text-fg-2">It replaced no earlier value.</p>
  return (
    <table className="w-full table-fixed text-left text-[12.5px]">
      <thead className="text-fg-3">
        <tr>
          <th scope="col" className="w-[110px] pb-1 font-normal">
            Column
          </th>
          <th scope="col" className="pb-1 font-normal">
            Before
          </th>
          <th scope="col" className="pb-1 font-normal">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-2 font-normal text-fg-2">
              {plainName(field)}
            </th>
            <td className="py-1 pr-2 break-words">{inOneLine(before)}</td>
            <td className="py-1 font-medium break-words">{inOneLine(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
