// as: api/routes/fixture.ts
// refused by: no-console
console.log('to nobody');
