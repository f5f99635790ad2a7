package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Decision.ReportClass;

class ReportClassesTest {
  @ParameterizedTest(name = "TP-ST {0} to {1}: {2}")
  @CsvSource({
    "0x00, 0x02, DELIVERED",
    "0x03, 0x0F, DELIVERED",
    "0x10, 0x1F, DELIVERED",
    "0x20, 0x25, PENDING",
    "0x26, 0x3F, PENDING",
    "0x40, 0x45, FAILED",
    "0x46, 0x46, EXPIRED",
    "0x47, 0x49, FAILED",
    "0x4A, 0x5F, FAILED",
    "0x60, 0x65, FAILED",
    "0x66, 0x7F, FAILED",
    "0x80, 0xFF, FAILED"
  })
  void everyStatusHasItsClass(String from, String to, ReportClass reportClass) {
    IntStream.rangeClosed(Integer.decode(from), Integer.decode(to))
        .forEach(s -> assertThat(ReportClasses.of(s)).as("%#x", s).isEqualTo(reportClass));
  }
}
