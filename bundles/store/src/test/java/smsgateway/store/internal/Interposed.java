package smsgateway.store.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import smsgateway.api.StoreException;

/** A data source that does something else once, just before a statement is run the first time. */
final class Interposed {
  private Interposed() {}

  /** What comes between. */
  interface Action {
    void run() throws StoreException;
  }

  static DataSource before(DataSource dataSource, String sql, Action action) {
    AtomicBoolean done = new AtomicBoolean();
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(dataSource, method, arguments);
          return result instanceof Connection connection
              ? connection(connection, sql, action, done)
              : result;
        });
  }

  private static Connection connection(
      Connection connection, String sql, Action action, AtomicBoolean done) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("unwrap")) {
            return self;
          }
          boolean here =
              method.getName().equals("prepareStatement")
                  && arguments[0].toString().startsWith(sql);
          if (here && done.compareAndSet(false, true)) {
            action.run();
          }
          return call(connection, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
