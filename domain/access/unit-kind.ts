/** What a unit is (rules.md, "Actors"; glossary for the Vietnamese terms). */
export type UnitKind =
  | 'department'
  | 'registrationOffice'
  | 'branch'
  | 'oneStop'
  | 'district'
  | 'commune'
  | 'tax'
  | 'partner'
  | 'contractor'
  | 'dataCentre'
  | 'simulation';
