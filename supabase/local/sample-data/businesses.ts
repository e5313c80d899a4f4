import type { Random } from './random'

export type Industry = 'hvac' | 'plumbing' | 'electrical'
export type Tier = 'core' | 'pro' | 'elite' | 'scale'
export type Business = { name: string; industry: Industry; areaCode: string }

const AREA_CODES = [
  '205',
  '208',
  '214',
  '225',
  '239',
  '254',
  '303',
  '312',
  '314',
  '316',
  '319',
  '320',
  '336',
  '352',
  '360',
  '385',
  '402',
  '405',
  '417',
  '423',
  '432',
  '469',
  '479',
  '480',
  '503',
  '505',
  '512',
  '515',
  '520',
  '540',
  '541',
  '563',
  '573',
  '602',
  '603',
  '605',
  '608',
  '614',
  '615',
  '616',
  '620',
  '704',
  '706',
  '713',
  '720',
  '757',
  '765',
  '770',
  '801',
  '803',
  '806',
  '813',
  '816',
  '828',
  '850',
  '859',
  '864',
  '901',
  '904',
  '913',
  '918',
  '919',
  '920',
  '940',
] as const

const PLACES = [
  'Cedar Falls',
  'Prairie',
  'Lakeshore',
  'Pine Ridge',
  'Red River',
  'Sunrise',
  'Silver Creek',
  'Oak Hollow',
  'Timberline',
  'Big Sky',
  'Bayou',
  'Gulf Coast',
  'Stonebridge',
  'Maple Grove',
  'Canyon',
  'High Plains',
  'Capital',
  'Liberty',
  'Heartland',
  'Magnolia',
  'Rocky Top',
  'Twin Rivers',
  'Badger State',
  'Old Mill',
  'Eagle Pass',
  'Palmetto',
  'Juniper',
  'Cottonwood',
  'Willow Bend',
  'Fox Valley',
  'Lone Pine',
  'Meadowlark',
  'Bluebonnet',
  'Crestview',
  'Harvest',
  'Ozark',
  'Piedmont',
  'Tri-County',
  'Union Hill',
  'Four Corners',
] as const

const FAMILIES = [
  'Abbott',
  'Becker',
  'Caldwell',
  'Dalton',
  'Ellison',
  'Foster',
  'Garner',
  'Hollis',
  'Ingram',
  'Jensen',
  'Keller',
  'Lowry',
  'Mercer',
  'Novak',
  'Osborn',
  'Pruitt',
  'Quinlan',
  'Ramsey',
  'Sutter',
  'Tanner',
  'Underhill',
  'Vance',
  'Whitaker',
  'Yates',
  'Zeller',
] as const

const TRADES: Record<Industry, readonly string[]> = {
  hvac: ['HVAC', 'Heating & Air', 'Air & Heat', 'Comfort', 'Cooling', 'Climate', 'Heating', 'Mechanical'],
  plumbing: ['Plumbing', 'Plumbing Co', 'Drain & Sewer', 'Plumbing & Rooter', 'Pipeworks', 'Water Works'],
  electrical: ['Electric', 'Electrical', 'Electric Co', 'Power & Light', 'Wiring', 'Electrical Services'],
}

const INDUSTRIES = [
  ['hvac', 44],
  ['plumbing', 33],
  ['electrical', 23],
] as const

/**
 * @param count how many businesses, each with a name of its own.
 * @param taken names that are in use.
 */
export function inventBusinesses(random: Random, count: number, taken: readonly string[]): Business[] {
  const names = new Set(taken)
  const businesses: Business[] = []
  while (businesses.length < count) {
    const industry = random.weighted<Industry>(INDUSTRIES)
    const name = inventName(random, industry)
    if (names.has(name)) continue
    names.add(name)
    businesses.push({ name, industry, areaCode: random.pick(AREA_CODES) })
  }
  return businesses
}

function inventName(random: Random, industry: Industry): string {
  const trade = random.pick(TRADES[industry])
  const family = random.pick(FAMILIES)
  return random.weighted([
    [`${random.pick(PLACES)} ${trade}`, 62],
    [`${family} ${trade}`, 22],
    [`${family} & Sons ${trade}`, 10],
    [`${family} Brothers ${trade}`, 6],
  ])
}
