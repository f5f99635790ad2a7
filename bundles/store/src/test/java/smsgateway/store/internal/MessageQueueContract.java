package smsgateway.store.internal;

/**
 * What every implementation of {@link smsgateway.api.MessageQueue} promises. A further database
 * only implements {@link #store}.
 */
interface MessageQueueContract
    extends LostAnswerContract,
        IntakeContract,
        DecisionContract,
        SubmissionContract,
        WayContract,
        QuestionContract,
        PeopleContract,
        UnknownOutcomeContract,
        ResendContract,
        ReportContract,
        InboundContract,
        OutgoingMailContract,
        ClockContract,
        PurgeContract,
        ConcurrencyContract {}
