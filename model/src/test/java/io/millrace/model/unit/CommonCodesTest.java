package io.millrace.model.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CommonCodesTest {
  @ParameterizedTest
  @CsvSource({"CEL, Cel", "KWH, kW.h", "MQH, m3/h", "4K, mA", "H87, {piece}", "RPM, {rev}/min"})
  void trade_documents_name_units_by_common_codes(String code, String ucum) {
    Unit unit = Unit.parse(ucum);
    assertThat(CommonCodes.unitOf(code)).contains(unit);
    assertThat(CommonCodes.codeOf(unit)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"4408652, Cel", "5067858, m", "4937544, kW.h", "17476, deg", "13396, pF"})
  void opc_ua_numbers_units_by_the_characters_of_their_common_code(int unitId, String ucum) {
    assertThat(CommonCodes.unitOfOpcUa(unitId)).contains(Unit.parse(ucum));
    assertThat(CommonCodes.codeOf(Unit.parse(ucum)).map(CommonCodes::opcUaUnitId)).contains(unitId);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "common-codes.txt", delimiter = ' ')
  void every_unit_of_the_table_can_be_read(String code, String ucum) {
    assertThat(CommonCodes.unitOf(code)).contains(Unit.parse(ucum));
  }

  @Test
  void unknown_codes_have_no_unit() {
    assertThat(CommonCodes.unitOf("ZZZ")).isEmpty();
    assertThat(CommonCodes.unitOfOpcUa(-1)).isEmpty();
    assertThat(CommonCodes.unitOfOpcUa(0)).isEmpty();
    assertThat(CommonCodes.codeOf(Unit.parse("mCel"))).isEmpty();
    assertThatThrownBy(() -> CommonCodes.opcUaUnitId("ABCD"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
