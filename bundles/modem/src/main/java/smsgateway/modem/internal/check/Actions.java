package smsgateway.modem.internal.check;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import smsgateway.api.ModemActions.Action;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.ListPorts;
import smsgateway.api.ModemActions.PortList;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.StartTrace;
import smsgateway.api.ModemActions.StopTrace;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.TraceState;
import smsgateway.api.ModemActions.Ussd;
import smsgateway.api.PduCodec;
import smsgateway.modem.internal.Errands;
import smsgateway.modem.internal.TestBench;
import smsgateway.modem.internal.trace.Traces;

/** Turns orders into work and keeps account of it. Any thread. */
public final class Actions implements AutoCloseable {
  private static final int LONGEST_TRACE = 86_400;

  private final TestBench bench;
  private final SerialPorts ports;
  private final UssdText texts;
  private final Runs runs = new Runs();
  private final Traces traces = new Traces();

  /** Nothing is touched before the first order. */
  public Actions(TestBench bench, SerialPorts ports, PduCodec codec) {
    this.bench = bench;
    this.ports = ports;
    this.texts = new UssdText(codec);
  }

  /** As {@link smsgateway.api.ModemActions#start}. */
  public long start(Action action) {
    return runs.start(work(action));
  }

  private Runs.Work work(Action action) {
    if (action instanceof TestPort test) {
      return new DeviceTest(bench, ports, test);
    } else if (action instanceof Ussd ussd) {
      return new UssdCall(ussd, texts);
    } else if (action instanceof StartTrace start) {
      return new Brief(() -> trace(start));
    } else if (action instanceof StopTrace stop) {
      return new Brief(() -> trace(stop));
    }
    List<String> only = ((ListPorts) action).only();
    return new Brief(() -> new PortList(only.isEmpty() ? ports.all() : ports.named(only)));
  }

  private Result trace(StartTrace order) {
    if (Errands.of(order.modem()).isEmpty()) {
      return new Failed("There is no running modem " + order.modem() + "; see sms:modem-list.");
    }
    if (order.seconds() < 1 || order.seconds() > LONGEST_TRACE) {
      return new Failed("A trace lasts 1 to " + LONGEST_TRACE + " seconds.");
    }
    try {
      return told(traces.start(order.modem(), Path.of(order.file()), order.seconds()));
    } catch (FileAlreadyExistsException e) {
      return new Failed("There is a file " + order.file() + " already.");
    } catch (IOException | InvalidPathException e) {
      return new Failed("The file " + order.file() + " cannot be written: " + e + ".");
    }
  }

  private Result trace(StopTrace order) {
    return traces
        .stop(order.modem())
        .map(Actions::told)
        .orElse(new Failed("Modem " + order.modem() + " is not being traced."));
  }

  private static Result told(Traces.State state) {
    return new TraceState(state.file().toString(), state.lines(), state.running());
  }

  /** As {@link smsgateway.api.ModemActions#progress}. */
  public Progress progress(long id, int from) {
    return runs.progress(id, from);
  }

  /** As {@link smsgateway.api.ModemActions#cancel}. */
  public void cancel(long id) {
    runs.cancel(id);
  }

  /** Ends all actions; their ports are closed on return. */
  @Override
  public void close() {
    runs.close();
    traces.close();
  }

  /** Something short; apart from the caller all the same, because systems may let it wait. */
  private record Brief(Supplier<Result> task) implements Runs.Work {
    @Override
    public Result run(Transcript transcript) {
      return task.get();
    }

    @Override
    public void abort() {
      // Ends by itself.
    }
  }
}
