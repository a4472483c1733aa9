package io.millrace.web.plant;

import io.millrace.model.unit.CommonCodes;
import io.millrace.model.unit.Unit;
import io.millrace.model.unit.UnitConversion;
import io.millrace.model.unit.UnitError;
import io.millrace.security.authorisation.Action;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.Map;

/** Units of measure by UCUM: read, converted, found by their codes in trade and OPC UA. */
public final class UnitRoutes {
  private static final String TAG = "Units";
  private static final int MAX_CODE = 200;
  private static final Parameter<String> CODE =
      Parameter.query("code", ParameterType.text(1, MAX_CODE), "UCUM code.").mandatory();
  private static final Parameter<String> FROM =
      Parameter.query("from", ParameterType.text(1, MAX_CODE), "UCUM code.").mandatory();
  private static final Parameter<String> TO =
      Parameter.query("to", ParameterType.text(1, MAX_CODE), "UCUM code.").mandatory();
  private static final Parameter<Double> VALUE =
      Parameter.query("value", numbers(), "What to convert.");
  private static final Parameter<String> COMMON_CODE =
      Parameter.query("common", ParameterType.text(1, 3), "UNECE Rec 20 common code.");
  private static final Parameter<Integer> OPC_UA =
      Parameter.query(
          "opcUa",
          ParameterType.integer(Integer.MIN_VALUE, Integer.MAX_VALUE),
          "Unit id of OPC UA's EUInformation.");

  private static ParameterType<Double> numbers() {
    return new ParameterType<>(
        Map.of("type", "number"),
        text -> {
          double number;
          try {
            number = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is a number", e);
          }
          if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("it is a finite number");
          }
          return number;
        });
  }

  /** Read, convert, look up. */
  public List<Route> routes() {
    Access access = Access.perItem(Action.READ_MODEL, "Units are nobody's in particular.");
    return List.of(
        Route.get("/api/v1/units/parse", "parseUnit")
            .tag(TAG)
            .summary("Check a unit's code and see how it is written")
            .access(access)
            .with(CODE)
            .answers(Answer.json(UnitView.class, "The unit."))
            .fails(UnitError.values())
            .handledBy(request -> Reply.ok(UnitView.of(Unit.parse(request.get(CODE))))),
        Route.get("/api/v1/units/convert", "convertUnit")
            .tag(TAG)
            .summary("How one unit becomes another")
            .access(access)
            .with(FROM, TO, VALUE)
            .answers(Answer.json(UnitConversionView.class, "Factor and offset."))
            .fails(UnitError.values())
            .handledBy(this::convert),
        Route.get("/api/v1/units/known", "findUnit")
            .tag(TAG)
            .summary("The unit of a code of trade (UNECE Rec 20) or of OPC UA")
            .access(access)
            .with(COMMON_CODE, OPC_UA)
            .answers(Answer.json(UnitView.class, "The unit."))
            .fails(WebError.THING_UNKNOWN, WebError.PARAMETER_MISSING)
            .handledBy(this::known));
  }

  private Reply convert(ApiRequest request) {
    Unit from = Unit.parse(request.get(FROM));
    Unit to = Unit.parse(request.get(TO));
    UnitConversion conversion = from.conversionTo(to);
    return Reply.ok(
        new UnitConversionView(
            UnitView.of(from),
            UnitView.of(to),
            conversion.factor(),
            conversion.offset(),
            request.find(VALUE).map(conversion::apply).filter(Double::isFinite).orElse(null)));
  }

  private Reply known(ApiRequest request) {
    if (request.find(COMMON_CODE).isEmpty() && request.find(OPC_UA).isEmpty()) {
      throw WebException.parameter(
          WebError.PARAMETER_MISSING, "common", "Name a common code, or a unit id of OPC UA.");
    }
    return Reply.ok(
        UnitView.of(
            request
                .find(COMMON_CODE)
                .flatMap(CommonCodes::unitOf)
                .or(() -> request.find(OPC_UA).flatMap(CommonCodes::unitOfOpcUa))
                .orElseThrow(() -> WebException.unknown("unit"))));
  }
}
