package smsgateway.bench.codec;

import com.cloudhopper.commons.charset.CharsetUtil;
import org.openjdk.jmh.annotations.Benchmark;

/** ch-commons-charset: user data alone, it knows no TPDU. */
public class Cloudhopper extends Setting {
  private final byte[] packed =
      CharsetUtil.encode(Payloads.TEXT_160, CharsetUtil.CHARSET_PACKED_GSM);

  @Benchmark
  public String decode160() {
    return CharsetUtil.decode(packed, CharsetUtil.CHARSET_PACKED_GSM);
  }

  @Benchmark
  public byte[] encode160() {
    return CharsetUtil.encode(Payloads.TEXT_160, CharsetUtil.CHARSET_PACKED_GSM);
  }
}
