// What the library expects of its surroundings. Neither time nor chance: the same data make the
// same picture.
var global = Function('return this')();
var globalThis = global;
function setTimeout() {
    return 0;
}
function clearTimeout() {}
Math.random = (function () {
    var state = 1;
    return function () {
        state = (state * 16807) % 2147483647;
        return state / 2147483647;
    };
})();
Date = (function (Clock) {
    function Standing(at) {
        return new Clock(arguments.length ? at : 0);
    }
    Standing.prototype = Clock.prototype;
    Standing.now = function () {
        return 0;
    };
    return Standing;
})(Date);
