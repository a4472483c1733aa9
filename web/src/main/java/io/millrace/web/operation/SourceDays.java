package io.millrace.web.operation;

import io.millrace.web.json.Field;
import io.millrace.web.operation.SourceAccountView.AccountView;
import java.time.LocalDate;
import java.util.List;

/** What was counted of a source, by day. */
public record SourceDays(
    @Field("Days (UTC, by receive time) on which anything came.") List<DayAccount> days) {
  /** One day. */
  public record DayAccount(LocalDate day, AccountView account) {}
}
