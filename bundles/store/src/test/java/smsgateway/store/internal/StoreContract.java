package smsgateway.store.internal;

/** What every contract test is given: a store over an empty database. */
interface StoreContract {
  TestStore store();
}
