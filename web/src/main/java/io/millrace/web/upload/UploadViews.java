package io.millrace.web.upload;

import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Point;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.upload.UploadReport;
import io.millrace.registry.Registry;
import io.millrace.web.json.ApiTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows uploads, with what becomes of their columns by today's bindings. */
final class UploadViews {
  private final Registry registry;

  UploadViews(Registry registry) {
    this.registry = registry;
  }

  UploadView of(UploadJob.Snapshot job) {
    UploadOrder order = job.order();
    return new UploadView(
        job.id(),
        order.source(),
        order.channel(),
        order.principal(),
        ApiTime.of(job.createdAtNs()),
        job.state(),
        job.share(),
        job.bytes(),
        reading(job.reading()),
        report(order, job.check()),
        report(order, job.result()),
        job.message().isEmpty() ? null : job.message());
  }

  private static UploadView.ReadingView reading(CsvDetection reading) {
    return new UploadView.ReadingView(
        reading.charset().name(),
        reading.hasHeader(),
        reading.columns(),
        reading.options(),
        reading.doubts(),
        reading.firstRows());
  }

  private UploadView.@Nullable UploadReportView report(
      UploadOrder order, @Nullable UploadReport report) {
    if (report == null) {
      return null;
    }
    TimeRange times = report.times();
    return new UploadView.UploadReportView(
        report.rows(),
        report.accepted(),
        report.values(),
        report.rejected(),
        report.rejects().stream()
            .map(each -> new UploadView.RejectedRow(each.line(), each.reason()))
            .toList(),
        times == null ? null : ApiTime.of(times.fromNs()),
        times == null ? null : ApiTime.of(times.toNs()),
        columns(order, report),
        report.records());
  }

  private List<UploadView.UploadColumn> columns(UploadOrder order, UploadReport report) {
    boolean toQuarantine =
        registry
            .sources()
            .find(order.organisation(), order.source())
            .map(source -> source.spec().unknownPoints() == UnknownPoints.QUARANTINE)
            .orElse(false);
    TimeRange times = report.times();
    long atNs = times == null ? 0 : times.fromNs();
    return report.kinds().entrySet().stream()
        .map(entry -> column(order, entry, atNs, toQuarantine))
        .toList();
  }

  private UploadView.UploadColumn column(
      UploadOrder order,
      Map.Entry<String, Map<ValueKind, Long>> entry,
      long atNs,
      boolean toQuarantine) {
    Address address = new Address(order.source(), order.channel(), entry.getKey());
    OrganisationId organisation = order.organisation();
    Optional<AddressBinding> binding = registry.bindings().at(organisation, address, atNs);
    UploadView.Fate fate =
        binding.isPresent()
            ? UploadView.Fate.BOUND
            : toQuarantine ? UploadView.Fate.QUARANTINE : UploadView.Fate.UNMAPPED;
    return new UploadView.UploadColumn(
        entry.getKey(),
        entry.getValue(),
        fate,
        binding.map(AddressBinding::point).orElse(null),
        binding
            .flatMap(each -> registry.points().find(organisation, each.point()))
            .map(Point::name)
            .orElse(null));
  }
}
