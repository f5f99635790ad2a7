package smsgateway.store.internal;

/** What every implementation of {@link smsgateway.api.Administration} promises. */
interface AdministrationContract
    extends HoldContract,
        CancelContract,
        RetryContract,
        OrdersConcurrencyContract,
        InterposedOrdersContract {}
